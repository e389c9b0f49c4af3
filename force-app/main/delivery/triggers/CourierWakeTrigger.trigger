/** Hears that lanes have work. */
trigger CourierWakeTrigger on CourierWake__e(after insert) {
    CourierDispatcher.wake(CourierWakeUp.endpointsOf(Trigger.new));
    CourierReactions.hear(Trigger.new);
}
