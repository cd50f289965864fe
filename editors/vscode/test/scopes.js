// Colours a text with the engine of VS Code.
'use strict';

const fs = require('node:fs');
const path = require('node:path');
const oniguruma = require('vscode-oniguruma');
const { Registry, parseRawGrammar, INITIAL } = require('vscode-textmate');

const GRAMMARS = {
  'source.amig': path.join(__dirname, '..', 'syntaxes', 'amig.tmLanguage.json'),
  // VS Code's own.
  'source.sql': require.resolve('tm-grammars/grammars/sql.json'),
};

async function loadGrammar() {
  const wasm = fs.readFileSync(require.resolve('vscode-oniguruma/release/onig.wasm'));
  await oniguruma.loadWASM(wasm);
  const registry = new Registry({
    onigLib: Promise.resolve({
      createOnigScanner: (patterns) => new oniguruma.OnigScanner(patterns),
      createOnigString: (text) => new oniguruma.OnigString(text),
    }),
    loadGrammar: async (scope) =>
      GRAMMARS[scope] ? parseRawGrammar(fs.readFileSync(GRAMMARS[scope], 'utf8'), GRAMMARS[scope]) : null,
  });
  return registry.loadGrammar('source.amig');
}

/** For each line its tokens: { startIndex, endIndex, scopes }. */
function tokenize(grammar, lines) {
  let state = INITIAL;
  return lines.map((line) => {
    const result = grammar.tokenizeLine(line, state);
    state = result.ruleStack;
    return result.tokens;
  });
}

module.exports = { loadGrammar, tokenize };
