// Holds docs/openapi*.yaml against the rules of OpenAPI with the engine that openapi-typescript
// brings along anyway; the few switched-off rules say why.
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { relative } from 'node:path';

const require = createRequire(import.meta.resolve('openapi-typescript'));
const { createConfig, formatProblems, getTotals, lint } = require('@redocly/openapi-core');

const config = await createConfig({
  extends: ['recommended'],
  rules: {
    'info-license-url': 'off', // the licence has no page
    'info-license': 'off',
    'info-license-strict': 'off',
    'no-server-example.com': 'off',
    'operation-4xx-response': 'off', // a default Problem answers for all of them
    'operation-2xx-response': 'off', // WebSockets answer 101
    'no-empty-servers': 'off', // the hub's address is chosen by who installs it
    'security-defined': 'error',
    'operation-operationId-unique': 'error',
    'no-unresolved-refs': 'error',
    'no-unused-components': 'error',
  },
});

let bad = false;
for (const name of ['openapi.yaml', 'openapi-hub.yaml']) {
  const path = new URL(`../../docs/${name}`, import.meta.url).pathname;
  if (!existsSync(path)) continue;
  const problems = await lint({ ref: path, config });
  const totals = getTotals(problems);
  formatProblems(problems, { format: 'stylish', totals, version: '1' });
  const faults = totals.errors + totals.warnings;
  console.log(`${relative(process.cwd(), path)}: ${faults === 0 ? 'nothing to mend' : `${faults} to mend`}`);
  bad ||= faults > 0;
}
process.exit(bad ? 1 : 0);
