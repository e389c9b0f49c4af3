import { VirtualClock } from '../../platform/clock';
import { LimitMeter } from '../../platform/limits';
import { execute, type PartialTransaction } from '../testing';

// https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_classes_email_outbound_messaging.htm
describe('Messaging.sendEmail', () => {
  const effects: (() => void)[] = [];
  const parts = (): PartialTransaction => ({
    limits: LimitMeter.of('sync'),
    afterCommit: (effect) => effects.push(effect),
    org: { clock: new VirtualClock() },
  });

  it('refuses mail without recipient or body', () => {
    expect(
      execute(
        `try { Messaging.sendEmail(new List<Messaging.SingleEmailMessage>{ new Messaging.SingleEmailMessage() }); } catch (EmailException e) { return e.getMessage(); } return null;`,
        parts(),
      ),
    ).toBe(
      'SendEmail failed. First exception on row 0; first error: REQUIRED_FIELD_MISSING, Add a recipient to send an email.: []',
    );
  });

  it('sends on commit and counts an invocation', () => {
    const before = effects.length;
    expect(
      execute(
        `Messaging.SingleEmailMessage mail = new Messaging.SingleEmailMessage(); mail.setToAddresses(new List<String>{ 'a@x.example' }); mail.subject = 's'; mail.setPlainTextBody('b');
         Messaging.SendEmailResult result = Messaging.sendEmail(new List<Messaging.Email>{ mail })[0]; return result.isSuccess() + '|' + Limits.getEmailInvocations();`,
        parts(),
      ),
    ).toBe('true|1');
    expect(effects.length).toBe(before + 1);
  });
});
