/** The injected mistakes nothing here finds, each with the reason: fixture → why. */
export const MISSED: Readonly<Record<string, string>> = {
  'lwc/wrong-target':
    'Targets come with every release, and neither the types of the Metadata API nor a package lists them: a list of ours would refuse new ones.',
  'permission/unknown-user-permission':
    'Which user permissions there are depends on the features of the org; the types of the Metadata API take any text.',
};
