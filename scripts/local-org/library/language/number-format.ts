/** Numbers and moments as the user's locale writes them: `1,234.5`. */
import { hooksOrNull } from '../../values/type-registry';

/** `en_US` as Intl spells it. */
export function intlLocale(): string {
  const locale = (hooksOrNull()?.locale ?? 'en_US').replaceAll('_', '-');
  return Intl.NumberFormat.supportedLocalesOf([locale]).length ? locale : 'en-US';
}

/**
 * Dates and times in the short format of the user's locale, the year in full.
 *
 * @see https://help.salesforce.com/s/articleView?id=xcloud.admin_locales_identify_icu_changes.htm
 */
export function formatShort(
  ms: number,
  style: Pick<Intl.DateTimeFormatOptions, 'timeZone' | 'timeStyle'>,
  year: number,
): string {
  return new Intl.DateTimeFormat(intlLocale(), { dateStyle: 'short', ...style })
    .formatToParts(ms)
    .map((part) => (part.type === 'year' ? String(year) : part.value))
    .join('')
    .replace(/[\u00a0\u202f]/g, ' ');
}

/**
 * `number.format()`.
 *
 * @param text the number in plain notation, its own digits after the point kept up to `maximumFraction`
 */
export function formatNumber(text: string, maximumFraction: number): string {
  const format = new Intl.NumberFormat(intlLocale(), {
    maximumFractionDigits: maximumFraction,
    roundingMode: 'halfEven',
  });
  return format.format(text as Intl.StringNumericLiteral);
}
