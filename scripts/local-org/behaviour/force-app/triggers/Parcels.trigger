trigger Parcels on Parcel__c(
    before insert,
    before update,
    before delete,
    after insert,
    after update,
    after delete,
    after undelete
) {
    ParcelLog.note();
}
