trigger CourierInvoiceTrigger on CourierInvoice__c(after insert) {
    CourierInvoiceTriggerHandler.sendAll(Trigger.newMap);
}
