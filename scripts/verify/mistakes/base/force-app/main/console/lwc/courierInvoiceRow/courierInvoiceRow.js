import { LightningElement, api } from 'lwc';

export default class CourierInvoiceRow extends LightningElement {
    @api invoice;
    @api mayPay = false;

    pay() {
        this.dispatchEvent(new CustomEvent('paid', { detail: this.invoice.Id }));
    }
}
