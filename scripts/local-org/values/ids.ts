/** Record ids: 15 characters with case, or 18 with three more that say which of them are capital. */
import { apexException } from './errors';

const SUFFIX_SIGNS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ012345';

/** Whether text can be an id at all: 15 or 18 letters and digits. */
export function isIdText(text: string): boolean {
  return /^[a-zA-Z0-9]{15}(?:[a-zA-Z0-9]{3})?$/.test(text);
}

/** The 18-character form. @throws System.StringException `Invalid id: x` */
export function normaliseId(text: string): string {
  const trimmed = text.trim();
  if (!isIdText(trimmed)) throw apexException('System.StringException', `Invalid id: ${text}`);
  return trimmed.length === 18 ? trimmed : trimmed + idSuffix(trimmed);
}

/**
 * `Id.valueOf(text, true)`: an 18-character id whose letters lost their case gets it back from its suffix.
 *
 * https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_methods_system_id.htm
 */
export function restoreIdCasing(text: string): string {
  if (!/^[a-zA-Z0-9]{18}$/.test(text)) throw apexException('System.StringException', `Invalid id: ${text}`);
  let restored = '';
  for (let chunk = 0; chunk < 3; chunk++) {
    const bits = SUFFIX_SIGNS.indexOf(text.charAt(15 + chunk).toUpperCase());
    if (bits < 0) throw apexException('System.StringException', `Invalid id: ${text}`);
    for (let place = 0; place < 5; place++) {
      const sign = text.charAt(chunk * 5 + place);
      restored += bits & (1 << place) ? sign.toUpperCase() : sign.toLowerCase();
    }
  }
  return restored + text.slice(15).toUpperCase();
}

/** The three characters after the first 15: one bit for each capital letter, five letters a sign. */
export function idSuffix(id: string): string {
  let suffix = '';
  for (let chunk = 0; chunk < 3; chunk++) {
    let bits = 0;
    for (let place = 0; place < 5; place++) {
      const sign = id.charAt(chunk * 5 + place);
      if (sign >= 'A' && sign <= 'Z') bits |= 1 << place;
    }
    suffix += SUFFIX_SIGNS.charAt(bits);
  }
  return suffix;
}
