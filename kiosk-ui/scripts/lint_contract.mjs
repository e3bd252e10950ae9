// Holds the documents of docs/openapi against the rules of OpenAPI with the engine that openapi-typescript
// brings along anyway; the few switched-off rules say why.
import { execFileSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

const require = createRequire(import.meta.resolve('openapi-typescript'));
const { createConfig, formatProblems, getTotals, lintFromString } = require('@redocly/openapi-core');

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

// Lines are those of the joined document, so what is wrong is shown with its pointer.
const tree = fileURLToPath(new URL('../../', import.meta.url));
let bad = false;
for (const name of ['docs/openapi/checkpoint', 'docs/openapi/hub']) {
  const folder = `${tree}${name}`;
  const source = execFileSync('python3', [`${tree}cmake/join_contract.py`, folder], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] });
  const problems = await lintFromString({ source, absoluteRef: folder, config });
  const totals = getTotals(problems);
  formatProblems(problems, { format: 'codeframe', totals, version: '1' });
  const faults = totals.errors + totals.warnings;
  console.log(`${name}: ${faults === 0 ? 'nothing to mend' : `${faults} to mend`}`);
  bad ||= faults > 0;
}
process.exit(bad ? 1 : 0);
