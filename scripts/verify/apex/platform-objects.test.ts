import { PlatformObjects, platformObjects } from './platform-objects';

it('knows the standard objects and their fields, in any case', () => {
  const objects = platformObjects();
  expect([objects.has('accountbrand'), objects.has('Account'), objects.has('Nonsense')]).toEqual([true, true, false]);
  expect(objects.hasField('emailMessage', 'TOIDS')).toBe(true);
  expect(objects.hasField('EmailMessage', 'ToId')).toBe(false);
  expect(objects.hasField('Nonsense', 'Name')).toBe(false);
});

it('knows nothing without its jar', () => {
  expect(new PlatformObjects(Buffer.alloc(0)).has('Account')).toBe(false);
  expect(new PlatformObjects(Buffer.from('no jar, and longer than what would end one')).has('Account')).toBe(false);
});
