// Starts `amig lsp` and connects it with VS Code. Everything that is known about migrations is known there.
'use strict';

const vscode = require('vscode');
const { LanguageClient } = require('vscode-languageclient/node');

let client;

async function activate(context) {
  context.subscriptions.push(vscode.commands.registerCommand('amig.restart', restart));
  context.subscriptions.push(
    vscode.workspace.onDidChangeConfiguration((change) => {
      if (change.affectsConfiguration('amig.path')) {
        restart();
      }
    }),
  );
  // Which command is started is a setting, and a workspace that is not trusted must not choose it.
  if (vscode.workspace.isTrusted) {
    await start();
  } else {
    context.subscriptions.push(vscode.workspace.onDidGrantWorkspaceTrust(start));
  }
}

async function start() {
  const command = vscode.workspace.getConfiguration('amig').get('path') || 'amig';
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri.fsPath;
  client = new LanguageClient(
    'amig',
    'amig',
    { command, args: ['lsp'], options: folder ? { cwd: folder } : {} },
    {
      documentSelector: [{ language: 'amig' }, { scheme: 'file', pattern: '**/*.ftl' }],
      synchronize: { fileEvents: vscode.workspace.createFileSystemWatcher('**/{*.amig,*.ftl,amig.yaml}') },
    },
  );
  try {
    await client.start();
  } catch (error) {
    const answer = await vscode.window.showErrorMessage(
      `amig: the language server could not be started with '${command} lsp': ${error.message}`,
      'Open the setting',
    );
    if (answer) {
      vscode.commands.executeCommand('workbench.action.openSettings', 'amig.path');
    }
  }
}

async function restart() {
  await deactivate();
  if (vscode.workspace.isTrusted) {
    await start();
  }
}

/** A server that never started has nothing to stop. */
async function deactivate() {
  const former = client;
  client = undefined;
  if (former?.isRunning()) {
    await former.stop();
  }
}

module.exports = { activate, deactivate };
