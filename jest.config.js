/** Two kinds of tests: the toolchain's own (TypeScript) and, once there are components, theirs. */
module.exports = {
  // No test waits for anything; on a busy machine the compiler alone may take longer than Jest's five seconds.
  testTimeout: 120_000,
  projects: [
    {
      displayName: 'toolchain',
      rootDir: '.',
      roots: ['<rootDir>/scripts'],
      testEnvironment: 'node',
      testMatch: ['**/*.test.ts'],
      transform: {
        '^.+\\.[cm]?[jt]sx?$': [
          'ts-jest',
          {
            diagnostics: false,
            tsconfig: {
              allowJs: true,
              module: 'commonjs',
              moduleResolution: 'node10',
              isolatedModules: true,
              target: 'ES2022',
              esModuleInterop: true,
              resolveJsonModule: true,
            },
          },
        ],
      },
      // The upgrader of old documents is an ES module.
      transformIgnorePatterns: ['/node_modules/(?!@scalar/)'],
    },
  ],
};
