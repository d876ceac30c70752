import type { Connector, Result } from '@countersign/contracts';
import type { RegisteredTool, RegistrySnapshot } from './registry-snapshot.js';

export interface ExecutableTool extends RegisteredTool {
  connector: Connector;
}

/** A tool that the gateway itself can run for an agent: registered, approved and with a way to its target. */
export function executableTool(registry: RegistrySnapshot, name: string): Result<ExecutableTool> {
  const tool = registry.tools.get(name);
  // Of one that was sent back the caller is told so, by whoever looks at its change.
  if (!tool || (tool.document.status !== 'approved' && !tool.change)) {
    return refused(
      'tool_unknown',
      'No such tool is registered and approved.',
      'Ask the operator to register the tool.',
    );
  }
  const { connector } = tool.document;
  if (!connector) {
    const remedy =
      'Offer the tool to the model and run it yourself; the gateway decides each call that the model makes.';
    return refused(
      'tool_not_executable',
      'The agent itself runs this tool; the gateway has no connector for it.',
      remedy,
    );
  }
  return { ok: true, value: { ...tool, connector } };
}

function refused(reasonCode: string, message: string, remedy: string): Result<never> {
  return { ok: false, refusal: { reasonCode, message, remedy } };
}
