import { current } from '../../platform/current';
import { apexException } from '../../values/errors';
import { libraryClass } from '../declare';

/** @throws System.IllegalArgumentException when there is no such label */
function label(name: string): string {
  const text = current().org.schema.labels.get(name.toLowerCase());
  if (text === undefined) throw apexException('System.IllegalArgumentException', `Label ${name} does not exist`);
  return text;
}

/** `System.Label`: `Label.Name` itself is the compiler's. There are no translations. */
export const labelClass = libraryClass(
  'System.Label',
  {
    'static String get(String namespace, String label)': (_namespace: string | null, name: string) => label(name),
    'static String get(String namespace, String label, String language)': (_namespace: string | null, name: string) =>
      label(name),
    'static Boolean translationExists(String namespace, String label, String language)': () => false,
  },
  { docs: 'https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_class_System_Label.htm' },
);
