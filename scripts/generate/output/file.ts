/** What printers give: files by their path in the output folder. */

export interface GeneratedFile {
  /** With `/`, relative to the output folder. */
  readonly path: string;
  readonly text: string;
  /** Whether a later run leaves it as it is: it belongs to whoever edits it. */
  readonly once?: boolean;
}

const META = `<?xml version="1.0" encoding="UTF-8" ?>
<ApexClass xmlns="http://soap.sforce.com/2006/04/metadata">
  <apiVersion>67.0</apiVersion>
  <status>Active</status>
</ApexClass>
`;

/** An Apex class; its `-meta.xml` is added where files are written. */
export function apexClass(name: string, lines: readonly string[]): GeneratedFile {
  return { path: `classes/${name}.cls`, text: `${lines.join('\n')}\n` };
}

/** Every file, with those that stand beside Apex classes. */
export function withMeta(files: readonly GeneratedFile[]): GeneratedFile[] {
  return files.flatMap((file) =>
    file.path.endsWith('.cls') ? [file, { path: `${file.path}-meta.xml`, text: META }] : [file],
  );
}
