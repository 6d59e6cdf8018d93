// npm run build:all -- OPENAPI.json: the typed client from the server's own document, then the site into dist/.
import { execFileSync } from 'node:child_process';
import process from 'node:process';

const document = process.argv[2];
if (!document) {
  console.error('build:all needs the path of an OpenAPI document: fettle-server openapi > openapi.json');
  process.exit(2);
}
const run = (program, ...args) => execFileSync('npx', ['--no-install', program, ...args], { stdio: 'inherit' });
run('openapi-typescript', document, '-o', 'src/api/schema.d.ts');
run('vite', 'build');
