// Where islands end: in the migrations and in the real SQL that this repository's other tests read, no colour may run out of one.
// AMIG_REPOSITORY says where it is, if this folder was copied.
'use strict';

const assert = require('node:assert/strict');
const fs = require('node:fs');
const path = require('node:path');
const { before, test } = require('node:test');
const { loadGrammar, tokenize } = require('./scopes.js');

const ROOT = process.env.AMIG_REPOSITORY ?? path.join(__dirname, '..', '..', '..');
const RESOURCES = 'grammar/src/test/resources';
const skip = fs.existsSync(path.join(ROOT, RESOURCES)) ? false : `there is no amig repository in ${ROOT}`;
let grammar;

before(async () => {
  grammar = await loadGrammar();
});

function files(folder, suffix) {
  const all = fs.readdirSync(path.join(ROOT, folder)).filter((it) => it.endsWith(suffix));
  assert.ok(all.length > 0, `${folder} holds no ${suffix}`);
  return all.map((it) => path.join(ROOT, folder, it));
}

function endsOutside(text, what) {
  const last = tokenize(grammar, [...text.split('\n'), ';']).at(-1);
  assert.deepEqual(last.map((it) => it.scopes), [['source.amig']], what);
}

test('migrations end outside of every island', { skip }, () => {
  for (const file of [...files('migrations.d', '.amig'), ...files(`${RESOURCES}/corpus`, '.amig')]) {
    endsOutside(fs.readFileSync(file, 'utf8'), file);
  }
});

test('an island of any SQL ends at its brace', { skip }, () => {
  for (const file of files(`${RESOURCES}/statements`, '.sql')) {
    for (const statement of fs.readFileSync(file, 'utf8').split(/^---- /m).slice(1)) {
      const [title, ...sql] = statement.split('\n');
      const raw = /\$\{|<[#@]/.test(statement) ? 'RAW ' : '';
      endsOutside(`STEP s ON ANY NODE ${raw}{\n${sql.join('\n')}\n} IRREVERSIBLE`, `${path.basename(file)}: ${title}`);
    }
  }
});
