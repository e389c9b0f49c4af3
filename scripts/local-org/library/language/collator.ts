/** `System.Collator`. https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_class_System_Collator.htm */
import { LibraryObject } from '../../values/object';
import { hooks, requiredType } from '../../values/type-registry';
import type { ApexType } from '../../values/types';
import { libraryClass } from '../declare';

/** Orders text as readers of the user's language expect it; null goes first. */
class ApexCollator extends LibraryObject {
  private readonly order: Intl.Collator;

  /** @param locale as users have it: `en_US`, `de_DE_EURO` */
  constructor(locale: string) {
    super();
    this.order = new Intl.Collator(locale.split('_').slice(0, 2).join('-'));
  }

  override get $type(): ApexType {
    return requiredType('System.Collator');
  }

  compare(first: string | null, second: string | null): number {
    if (first === null || second === null) return Number(first !== null) - Number(second !== null);
    return Math.sign(this.order.compare(first, second));
  }
}

export const collatorClass = libraryClass(
  'System.Collator',
  {
    'static System.Collator getInstance()': () => new ApexCollator(hooks().locale),
    'Integer compare(String first, String second)': (
      self: ApexCollator,
      first: string | null,
      second: string | null,
    ): number => self.compare(first, second),
  },
  {
    implements: ['System.Comparator<String>'],
    docs: 'https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_class_System_Collator.htm',
  },
);
