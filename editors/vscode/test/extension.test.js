// What the extension does with VS Code and its client for language servers, both played.
'use strict';

const assert = require('node:assert/strict');
const Module = require('node:module');
const { beforeEach, test } = require('node:test');

let done;
let settings;
let trusted;
let failure;
let onTrust;
let onChange;

class LanguageClient {
  constructor(id, name, server, client) {
    this.running = false;
    done.push(['client', server.command, ...server.args, client.documentSelector[0].language]);
  }

  async start() {
    if (failure) {
      throw new Error(failure);
    }
    this.running = true;
    done.push(['start']);
  }

  async stop() {
    this.running = false;
    done.push(['stop']);
  }

  isRunning() {
    return this.running;
  }
}

const vscode = {
  commands: { registerCommand: (name, action) => ({ name, action }), executeCommand: (...call) => done.push(call) },
  workspace: {
    get isTrusted() {
      return trusted;
    },
    getConfiguration: () => ({ get: (key) => settings[key] }),
    onDidChangeConfiguration: (listener) => (onChange = listener),
    onDidGrantWorkspaceTrust: (listener) => (onTrust = listener),
    createFileSystemWatcher: (pattern) => pattern,
  },
  window: {
    showErrorMessage: async (message) => {
      done.push(['error', message]);
      return 'Open the setting';
    },
  },
};

const load = Module._load;
Module._load = (name, ...rest) => {
  const played = { vscode, 'vscode-languageclient/node': { LanguageClient } };
  return played[name] ?? load(name, ...rest);
};
const extension = require('../extension.js');

beforeEach(async () => {
  done = [];
  settings = {};
  trusted = true;
  failure = undefined;
  await extension.deactivate();
  done = [];
});

const context = () => ({ subscriptions: [] });

test('it starts amig lsp', async () => {
  await extension.activate(context());
  assert.deepEqual(done, [['client', 'amig', 'lsp', 'amig'], ['start']]);
});

test('another path is used at once', async () => {
  await extension.activate(context());
  settings.path = '/opt/amig/amig';
  await onChange({ affectsConfiguration: (key) => key === 'amig.path' });
  await new Promise(setImmediate);
  assert.deepEqual(done.slice(2), [['stop'], ['client', '/opt/amig/amig', 'lsp', 'amig'], ['start']]);
});

test('nothing is started in a workspace that is not trusted, until it is', async () => {
  trusted = false;
  await extension.activate(context());
  assert.deepEqual(done, []);
  trusted = true;
  await onTrust();
  assert.deepEqual(done, [['client', 'amig', 'lsp', 'amig'], ['start']]);
});

test('a server that cannot be started is told with its command, and leaving does not fail', async () => {
  failure = 'spawn amig ENOENT';
  await extension.activate(context());
  assert.deepEqual(done.slice(1), [
    ['error', "amig: the language server could not be started with 'amig lsp': spawn amig ENOENT"],
    ['workbench.action.openSettings', 'amig.path'],
  ]);
  await extension.deactivate();
});
