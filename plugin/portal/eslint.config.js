import js from '@eslint/js';
import reactHooks from 'eslint-plugin-react-hooks';
import globals from 'globals';
import typescript from 'typescript-eslint';

/** Also for `tests/portal`, so that both are installed once: `npm run lint` runs it from the top of the repository. */
export default typescript.config(
    { ignores: ['**/node_modules/', '**/dist/', '**/schema.d.ts'] },
    { linterOptions: { reportUnusedDisableDirectives: 'error' } },
    js.configs.recommended,
    { rules: { 'no-unused-vars': ['error', { ignoreRestSiblings: true }] } },
    {
        files: ['**/*.ts', '**/*.tsx'],
        extends: [typescript.configs.strictTypeChecked, reactHooks.configs.flat['recommended-latest']],
        languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
        rules: {
            // By `noUncheckedIndexedAccess` every element may be missing; where the code around knows better, `!` says so.
            '@typescript-eslint/no-non-null-assertion': 'off',
            '@typescript-eslint/no-confusing-void-expression': [
                'error',
                { ignoreArrowShorthand: true, ignoreVoidReturningFunctions: true },
            ],
            '@typescript-eslint/no-unused-vars': ['error', { ignoreRestSiblings: true }],
            '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
        },
    },
    {
        files: ['**/*.mjs'],
        languageOptions: { globals: { ...globals.node, ...globals.browser } },
    },
);
