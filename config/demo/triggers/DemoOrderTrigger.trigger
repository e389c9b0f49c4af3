/** Every new order becomes a message to the ERP. */
trigger DemoOrderTrigger on Order(after insert) {
    DemoOrders.handOver(Trigger.new);
}
