/** A loaded document → the model. */
import type { ApiModel } from '../../model/model';
import { objectOf, own, textOf, valueAt, wordOf } from '../json';
import type { DocumentProblem, LoadedDocument } from '../load';
import { apexNameOf, ReadContext } from './context';
import { OperationReader } from './operations';
import { SchemaReader } from './schemas';
import { securitySchemesOf, serversOf } from './security';

export interface ReadModel {
  readonly model: ApiModel;
  /** Everything that is wrong with the document, and did not stop it from being read. */
  readonly problems: readonly DocumentProblem[];
}

/** Reads all operations of a document, and the types they reach. */
export function readModel(loaded: LoadedDocument): ReadModel {
  const context = new ReadContext(loaded);
  const schemas = new SchemaReader(context);
  const securitySchemes = securitySchemesOf(context);
  const queryKeys = securitySchemes.flatMap((each) => (each.kind === 'apiKey' && each.in === 'query' ? [each] : []));
  const reader = new OperationReader(context, schemas, queryKeys);
  reader.readAll();
  schemas.finish();
  if (Object.keys(objectOf(own(loaded.document, 'webhooks'))).length > 0)
    context.problem('#/webhooks', 'Webhooks are what the API sends: nothing is generated for them.');
  for (const [path, type] of schemas.types)
    if (type.hasOwnName) schemas.types.set(path, { ...type, ...apexNameOf(valueAt(loaded.document, path)) });
  const info = own(loaded.document, 'info');
  return {
    model: {
      title: textOf(own(info, 'title')).trim() || 'API',
      version: wordOf(own(info, 'version')),
      description: textOf(own(info, 'description')).trim(),
      servers: serversOf(context),
      types: schemas.types,
      operations: reader.withPagination(),
      securitySchemes,
      omitted: reader.omitted,
    },
    problems: [...loaded.problems, ...context.problems],
  };
}
