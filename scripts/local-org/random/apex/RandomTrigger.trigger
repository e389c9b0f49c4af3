trigger RandomTrigger on Account(
    before insert,
    before update,
    before delete,
    after insert,
    after update,
    after delete,
    after undelete
) {
    for (Account each : Trigger.isDelete ? Trigger.old : Trigger.new) {
        if (each.Name == 'refuse') {
            each.Name.addError('refused');
        } else if (each.Name == 'throw') {
            throw new IllegalArgumentException('thrown');
        } else if (Trigger.isBefore && !Trigger.isDelete) {
            each.Description = each.Site;
        } else if (each.Name == 'again' && Trigger.isAfter) {
            update as system new Account(Id = each.Id, Name = 'once');
        }
    }
}
