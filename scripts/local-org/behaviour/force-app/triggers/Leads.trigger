trigger Leads on Lead(before update, before delete, after update, after delete) {
    LeadLog.note();
}
