// Each sample says itself how it is coloured. A line "-- ^^^ scope" is about the text above its carets: it has that scope.
// With "!" before a scope: it has not. Several scopes may follow. These lines are taken out before the sample is coloured.
'use strict';

const assert = require('node:assert/strict');
const fs = require('node:fs');
const path = require('node:path');
const { before, test } = require('node:test');
const { loadGrammar, tokenize } = require('./scopes.js');

const SAMPLES = path.join(__dirname, 'samples');
const EXPECTATION = /^--( *)(\^+) (.+)$/;
let grammar;

before(async () => {
  grammar = await loadGrammar();
});

/** The sample's own lines, and what is expected of which of them. */
function read(file) {
  const lines = [];
  const expectations = [];
  fs.readFileSync(file, 'utf8').trimEnd().split('\n').forEach((line, number) => {
    const expectation = EXPECTATION.exec(line);
    if (expectation) {
      const from = 2 + expectation[1].length;
      const to = from + expectation[2].length;
      expectations.push({ at: number + 1, line: lines.length - 1, from, to, scopes: expectation[3].split(' ') });
    } else {
      lines.push(line);
    }
  });
  return { lines, expectations };
}

function has(token, scope) {
  return token.scopes.some((it) => it === scope || it.startsWith(`${scope}.`));
}

for (const name of fs.readdirSync(SAMPLES).filter((it) => it.endsWith('.amig'))) {
  test(`${name} is coloured as it says`, () => {
    const { lines, expectations } = read(path.join(SAMPLES, name));
    assert.ok(expectations.length > 0, 'a sample that expects nothing');
    const tokens = tokenize(grammar, lines);
    for (const { at, line, from, to, scopes } of expectations) {
      const text = lines[line].slice(from, to);
      assert.equal(text.length, to - from, `${name}:${at}: there is no text above these carets`);
      for (const token of tokens[line].filter((it) => it.startIndex < to && it.endIndex > from)) {
        for (const scope of scopes) {
          const expected = !scope.startsWith('!');
          assert.equal(
            has(token, scope.replace('!', '')),
            expected,
            `${name}:${at}: '${text}' ${expected ? 'has not' : 'has'} ${scope.replace('!', '')}, but ${token.scopes.join(' ')}`,
          );
        }
      }
    }
  });

  test(`${name} ends outside of every island, string and comment`, () => {
    const { lines } = read(path.join(SAMPLES, name));
    const last = tokenize(grammar, [...lines, ';']).at(-1);
    assert.deepEqual(last.map((it) => it.scopes), [['source.amig']]);
  });
}
