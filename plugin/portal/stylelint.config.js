/** The standard, but for what prettier and the portal's own order of rules decide. */
export default {
    extends: 'stylelint-config-standard',
    rules: {
        // Rules of one part stand together without empty lines; an empty line begins another part.
        'at-rule-empty-line-before': null,
        'custom-property-empty-line-before': null,
        'declaration-empty-line-before': null,
        'rule-empty-line-before': null,
        // Parts stand one below the other, and what the rule compares are mostly elements of different ones (`.summary p`, `.step section > p`).
        'no-descending-specificity': null,
        // The graph library names its elements `.react-flow__edge-path`.
        'selector-class-pattern': '^(react-flow__)?[a-z][a-z0-9]*(-[a-z0-9]+)*$',
        'media-feature-range-notation': 'prefix',
        'import-notation': 'string',
        'value-keyword-case': ['lower', { ignoreProperties: ['--mono'] }],
        // Safari on telephones knows no other.
        'property-no-vendor-prefix': [true, { ignoreProperties: ['text-size-adjust'] }],
    },
};
