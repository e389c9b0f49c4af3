trigger Notices on Notice__e(after insert) {
    NoticeLog.take(Trigger.new);
}
