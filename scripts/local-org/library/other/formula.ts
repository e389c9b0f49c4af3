/** Formulas evaluated in Apex: declared, not supported. */
import { libraryEnum, type LibraryDeclaration } from '../declare';
import { platformException } from '../exception-class';
import { unsupportedClass } from '../unsupported';

export const FORMULA: readonly LibraryDeclaration[] = [
  unsupportedClass('System.Formula', [
    'static FormulaEval.FormulaBuilder builder()',
    'static List<System.FormulaRecalcResult> recalculateFormulas(List<SObject> records)',
  ]),
  unsupportedClass('System.FormulaRecalcResult', [
    'List<System.FormulaRecalcFieldError> getErrors()',
    'SObject getSObject()',
    'Boolean isSuccess()',
  ]),
  unsupportedClass('System.FormulaRecalcFieldError', ['String getFieldError()', 'String getFieldName()']),
  platformException('System.FormulaValidationException'),
  platformException('System.FormulaEvaluationException'),
  unsupportedClass('FormulaEval.FormulaBuilder', [
    'FormulaEval.FormulaInstance build()',
    'FormulaEval.FormulaBuilder parseAsTemplate(Boolean templateMode)',
    'FormulaEval.FormulaBuilder treatNumericNullAsZero(Boolean isNumericNullZero)',
    'FormulaEval.FormulaBuilder withFormula(String formulaText)',
    'FormulaEval.FormulaBuilder withGlobalVariables(List<FormulaEval.FormulaGlobal> formulaGlobals)',
    'FormulaEval.FormulaBuilder withReturnType(FormulaEval.FormulaReturnType returnType)',
    'FormulaEval.FormulaBuilder withType(System.Type contextType)',
    'FormulaEval.FormulaBuilder withType(Schema.SObjectType contextSObjectType)',
  ]),
  unsupportedClass('FormulaEval.FormulaInstance', [
    'Object evaluate(Object contextObject)',
    'Set<String> getReferencedFields()',
  ]),
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
