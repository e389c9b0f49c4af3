/** `Formula` and the FormulaEval namespace. */
import type { EnumValue } from '../../values/enum';
import type { TypeValue } from '../../values/type-value';
import type { Value } from '../../values/value';
import { setOf } from '../collections';
import { libraryClass, libraryEnum, type LibraryDeclaration } from '../declare';
import { platformException } from '../exception-class';
import type { SObjectTypeToken } from '../schema/tokens';
import { unsupportedClass, unsupportedMembers } from '../unsupported';
import { contextOf, FormulaBuilder, type FormulaInstance } from './formula-instance';

const DOCS = 'https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_namespace_FormulaEval.htm';

const itself = (self: FormulaBuilder): FormulaBuilder => self;

export const FORMULA: readonly LibraryDeclaration[] = [
  libraryClass(
    'System.Formula',
    {
      'static FormulaEval.FormulaBuilder builder()': () => new FormulaBuilder(),
      ...unsupportedMembers('Formula', [
        'static List<System.FormulaRecalcResult> recalculateFormulas(List<SObject> records)',
      ]),
    },
    { docs: DOCS },
  ),
  unsupportedClass('System.FormulaRecalcResult', [
    'List<System.FormulaRecalcFieldError> getErrors()',
    'SObject getSObject()',
    'Boolean isSuccess()',
  ]),
  unsupportedClass('System.FormulaRecalcFieldError', ['String getFieldError()', 'String getFieldName()']),
  platformException('System.FormulaValidationException'),
  platformException('System.FormulaEvaluationException'),
  libraryClass(
    'FormulaEval.FormulaBuilder',
    {
      'FormulaEval.FormulaInstance build()': (self: FormulaBuilder) => self.build(),
      'FormulaEval.FormulaBuilder withFormula(String formulaText)': (self: FormulaBuilder, text: string | null) => {
        self.text = text;
        return self;
      },
      // Global variables stop by name when a formula uses one.
      'FormulaEval.FormulaBuilder withGlobalVariables(List<FormulaEval.FormulaGlobal> formulaGlobals)': itself,
      'FormulaEval.FormulaBuilder treatNumericNullAsZero(Boolean isNumericNullZero)': (
        self: FormulaBuilder,
        isZero: boolean | null,
      ) => {
        self.keepsBlank = isZero !== true;
        return self;
      },
      'FormulaEval.FormulaBuilder withReturnType(FormulaEval.FormulaReturnType returnType)': (
        self: FormulaBuilder,
        returnType: EnumValue | null,
      ) => {
        self.returnType = returnType;
        return self;
      },
      'FormulaEval.FormulaBuilder withType(System.Type contextType)': (
        self: FormulaBuilder,
        type: TypeValue | null,
      ) => {
        self.context = type && contextOf(type.type);
        return self;
      },
      'FormulaEval.FormulaBuilder withType(Schema.SObjectType contextSObjectType)': (
        self: FormulaBuilder,
        token: SObjectTypeToken | null,
      ) => {
        self.context = token?.object ?? null;
        return self;
      },
      ...unsupportedMembers('FormulaEval.FormulaBuilder', [
        'FormulaEval.FormulaBuilder parseAsTemplate(Boolean templateMode)',
      ]),
    },
    { docs: DOCS },
  ),
  libraryClass(
    'FormulaEval.FormulaInstance',
    {
      'Object evaluate(Object contextObject)': (self: FormulaInstance, context: Value) => self.evaluate(context),
      'Set<String> getReferencedFields()': (self: FormulaInstance) =>
        setOf(
          'System.String',
          self.paths.map((path) => path.join('.')),
        ),
    },
    { docs: DOCS },
  ),
  libraryEnum('FormulaEval.FormulaGlobal', [
    'CUSTOMMETADATA',
    'LABEL',
    'ORGANIZATION',
    'PERMISSION',
    'PROFILE',
    'SETUP',
    'SYSTEM',
    'USER',
    'USERROLE',
  ]),
  libraryEnum('FormulaEval.FormulaReturnType', [
    'BOOLEAN',
    'DATE',
    'DATETIME',
    'DECIMAL',
    'DOUBLE',
    'ID',
    'INTEGER',
    'LONG',
    'STRING',
    'TIME',
  ]),
];
