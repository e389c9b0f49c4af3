import { current } from '../../platform/current';
import { apexException, UnsupportedError } from '../../values/errors';
import { libraryClass } from '../declare';
import { unsupported } from '../unsupported';

/** @throws System.IllegalArgumentException when there is no such label */
function label(name: string): string {
  const text = current().org.schema.labels.get(name.toLowerCase());
  if (text === undefined) throw apexException('System.IllegalArgumentException', `Label ${name} does not exist`);
  return text;
}

/** In the org's own language alone: translations are not read. */
function labelIn(name: string, language: string | null): string {
  if (language !== null && language !== current().org.organization.language)
    throw new UnsupportedError(`Label.get in ${language}`);
  return label(name);
}

/** `System.Label`: `Label.Name` itself is the compiler's. */
export const labelClass = libraryClass(
  'System.Label',
  {
    'static String get(String namespace, String label)': (_namespace: string | null, name: string) => label(name),
    'static String get(String namespace, String label, String language)': (
      _namespace: string | null,
      name: string,
      language: string | null,
    ) => labelIn(name, language),
    'static Boolean translationExists(String namespace, String label, String language)':
      unsupported('Label.translationExists'),
  },
  { docs: 'https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_class_System_Label.htm' },
);
