const lwc = require('@salesforce/eslint-config-lwc/recommended');
const tseslint = require('typescript-eslint');

module.exports = tseslint.config(
  {
    ignores: [
      'node_modules/',
      'coverage/',
      '.sf/',
      '.sfdx/',
      'scripts/verify/mistakes/base/',
      'scripts/verify/mistakes/fixtures/',
    ],
  },
  {
    files: ['scripts/**/*.ts'],
    extends: [...tseslint.configs.recommendedTypeChecked, ...tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: __dirname } },
    rules: {
      eqeqeq: 'error',
      'no-console': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      // Of our own: what is loaded only when it is needed.
      '@typescript-eslint/no-require-imports': ['error', { allow: ['^\\./'] }],
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
    },
  },
  {
    // An Apex value may be any object, and those of the values room word themselves: the rule cannot see which.
    files: ['scripts/local-org/**/*.ts'],
    rules: { '@typescript-eslint/no-base-to-string': 'off' },
  },
  {
    files: ['*.js', 'scripts/**/*.js'],
    languageOptions: {
      sourceType: 'commonjs',
      globals: { __dirname: 'readonly', Buffer: 'readonly', process: 'readonly', setTimeout: 'readonly' },
    },
    rules: { eqeqeq: 'error', 'no-undef': 'error', 'no-unused-vars': 'error' },
  },
  { files: ['force-app/**/lwc/**/*.js'], extends: [lwc] },
);
