trigger ChaosAccount on Account(after insert) {
    ChaosHandlers.tell(Trigger.new);
}
