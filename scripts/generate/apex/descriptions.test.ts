import { Descriptions, withNotes } from './descriptions';

describe('descriptions', () => {
  const long = `Orders that were shipped. ${'And much more about them. '.repeat(10)}`.trim();

  it('are said whole once in a class, and only begun after that', () => {
    const descriptions = new Descriptions();
    expect([descriptions.say(long), descriptions.say(long)]).toEqual([long, 'Orders that were shipped. …']);
    expect(new Descriptions().say(long)).toBe(long);
  });

  it('are said as often as they come where they are short', () => {
    const descriptions = new Descriptions();
    expect([descriptions.say('The total.'), descriptions.say('The total.')]).toEqual(['The total.', 'The total.']);
  });

  it('are cut between words where no sentence ends', () => {
    const descriptions = new Descriptions();
    const endless = 'word '.repeat(100).trim();
    descriptions.say(endless);
    expect(descriptions.say(endless)).toMatch(/^(word )+…$/);
    expect(descriptions.say(endless).length).toBeLessThan(130);
  });

  it.each([
    ['The total', ['Required.', ''], ['The total. Required.']],
    ['Really?', ['Required.', 'Deprecated.'], ['Really? Required. Deprecated.']],
    ['- one\n- two', ['Required.'], ['- one\n- two', 'Required.']],
    ['', ['Required.'], ['', 'Required.']],
    ['The total', [], ['The total', '']],
  ])('%j takes the notes %j', (description, notes, paragraphs) =>
    expect(withNotes(description, notes)).toEqual(paragraphs),
  );
});
