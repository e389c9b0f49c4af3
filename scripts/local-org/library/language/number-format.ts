/** Numbers as the user's locale writes them: `1,234.5`. */
import { hooksOrNull } from '../../values/type-registry';

/** `en_US` as Intl spells it. */
export function intlLocale(): string {
  const locale = (hooksOrNull()?.locale ?? 'en_US').replaceAll('_', '-');
  return Intl.NumberFormat.supportedLocalesOf([locale]).length ? locale : 'en-US';
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
