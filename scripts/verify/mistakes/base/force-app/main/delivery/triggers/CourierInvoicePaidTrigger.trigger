trigger CourierInvoicePaidTrigger on CourierInvoicePaid__e(after insert) {
    CourierInvoicePaidHandler.heard(Trigger.new);
}
