import { LightningElement, api, wire } from 'lwc';
import { ShowToastEvent } from 'lightning/platformShowToastEvent';
import openInvoices from '@salesforce/apex/CourierInvoiceController.openInvoices';
import markPaid from '@salesforce/apex/CourierInvoiceController.markPaid';
import withoutNumber from '@salesforce/label/c.CourierInvoiceWithoutNumber';
import logo from '@salesforce/resourceUrl/CourierLogo';
import mayMarkPaid from '@salesforce/customPermission/CourierMarkPaid';
import AMOUNT from '@salesforce/schema/CourierInvoice__c.Amount__c';
import { money } from 'c/courierMoney';

export default class CourierInvoiceList extends LightningElement {
    @api recordId;
    @api pageSize = 20;
    logo = logo;
    invoices = [];

    @wire(openInvoices, { customerId: '$recordId' })
    received({ data, error }) {
        if (data) {
            this.invoices = data.map((each) => ({ ...each, amount: money(each[AMOUNT.fieldApiName]) }));
        } else if (error) {
            this.dispatchEvent(new ShowToastEvent({ title: withoutNumber, variant: 'error' }));
        }
    }

    get mayPay() {
        return mayMarkPaid;
    }

    async pay(event) {
        await markPaid({ invoiceId: event.detail });
    }
}
