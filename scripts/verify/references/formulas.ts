/** What formulas of fields and validation rules read and call. */
import { FormulaError, parseFormula, pathsOf, type Formula } from '../../local-org/data/formula/parse';
import { child, type XmlElement } from '../../local-org/schema/xml';
import { missingComplaint, type ReferenceComplaint } from './complaint';
import type { Names } from './names';

/** Salesforce Help, All Formula Operators and Functions: https://help.salesforce.com/s/articleView?id=sf.customize_functions_a_z.htm */
const FUNCTIONS = new Set(
  `ABS ACOS ADDMONTHS AND ASCII ASIN ATAN ATAN2 BEGINS BLANKVALUE BR CASE CASESAFEID CEILING CHR CONTAINS COS CURRENCYRATE DATE
  DATETIMEVALUE DATEVALUE DAY DAYOFYEAR DISTANCE EXP FIND FLOOR FORMATDURATION FROMUNIXTIME GEOLOCATION GETRECORDIDS GETSESSIONID
  HOUR HTMLENCODE HYPERLINK IF IFS IMAGE IMAGEPROXYURL INCLUDE INCLUDES INITCAP ISBLANK ISCHANGED ISCLONE ISNEW ISNULL ISNUMBER
  ISOWEEK ISOYEAR ISPICKVAL JSENCODE JSINHTMLENCODE JUNCTIONIDLIST LEFT LEN LINKTO LN LOG LOWER LPAD MAX MCEILING MFLOOR MID
  MILLISECOND MIN MINUTE MOD MONTH NOT NOW NULLVALUE OR PARENTGROUPVAL PI PICKLISTCOUNT PREDICT PREVGROUPVAL PRIORVALUE REGEX
  REQUIRESCRIPT REVERSE RIGHT ROUND RPAD SECOND SIN SQRT SUBSTITUTE TAN TEXT TIMENOW TIMEVALUE TODAY TRIM TRUNC UNIXTIMESTAMP UPPER
  URLENCODE URLFOR VALUE VLOOKUP WEEKDAY YEAR`.split(/\s+/),
);
/** `Owner:User.Name`: one of the objects a reference may lead to. */
const NARROWED = /\b(\w+):\w+\./g;

/** A formula field's formula, and a default value. */
export function* fieldFormulaComplaints(
  field: XmlElement,
  names: Names,
  object: string,
): Generator<ReferenceComplaint> {
  for (const name of ['formula', 'defaultValue']) {
    const formula = child(field, name);
    if (formula) yield* formulaComplaints(formula, names, object);
  }
}

export function* validationComplaints(rule: XmlElement, names: Names, object: string): Generator<ReferenceComplaint> {
  const formula = child(rule, 'errorConditionFormula');
  if (formula) yield* formulaComplaints(formula, names, object);
}

function* formulaComplaints(at: XmlElement, names: Names, object: string): Generator<ReferenceComplaint> {
  const text = at.text.replace(NARROWED, '$1.').trim();
  if (text === '') return;
  let formula: Formula;
  try {
    formula = parseFormula(text);
  } catch (error) {
    if (!(error instanceof FormulaError)) throw error;
    const message = error.message.slice(0, error.message.lastIndexOf(`: ${text}`));
    yield {
      at,
      rule: 'formula-syntax',
      message: `${message}.`,
      remedy: 'Correct the formula: a deployment stops here.',
    };
    return;
  }
  for (const name of callsOf(formula)) {
    if (FUNCTIONS.has(name)) continue;
    yield { at, rule: 'unknown-function', message: `Unknown function ${name}. Check spelling.` };
  }
  for (const path of pathsOf(formula)) {
    const what = missing(path, names, object);
    if (what !== null) yield missingComplaint(at, what, 'field');
  }
}

function missing(path: readonly string[], names: Names, object: string): string | null {
  const [first = '', second = '', ...rest] = path;
  switch (first.toLowerCase()) {
    case '$permission':
      return names.lacksFile('customPermission', second) ? `custom permission ${second}` : null;
    case '$label':
      return names.lacksLabel(second) ? `label ${second}` : null;
    case '$setup':
    case '$objecttype':
      return first.toLowerCase() === '$setup'
        ? names.missingOnPath(second, rest)
        : names.lacksObject(second)
          ? `object ${second}`
          : null;
    default:
      return first.startsWith('$') ? null : names.missingOnPath(object, path);
  }
}

function* callsOf(formula: Formula): Generator<string> {
  switch (formula.kind) {
    case 'call':
      yield formula.name;
      for (const each of formula.arguments) yield* callsOf(each);
      break;
    case 'binary':
      yield* callsOf(formula.left);
      yield* callsOf(formula.right);
      break;
    case 'unary':
      yield* callsOf(formula.operand);
      break;
    case 'literal':
    case 'field':
  }
}
