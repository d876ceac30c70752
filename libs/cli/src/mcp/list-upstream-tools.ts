import { Client, StreamableHTTPClientTransport, type JSONRPCMessage } from '@modelcontextprotocol/client';

const timeout = 30_000;

/** The client's own takes more than its type says. */
type Listener = (message: JSONRPCMessage, extra?: unknown) => void;

/** The tools of an MCP server exactly as it says them, which is what a pin covers; the client's own view leaves things out. */
export async function listUpstreamTools(url: URL, bearer: string | undefined): Promise<Record<string, unknown>[]> {
  const headers: Record<string, string> = bearer === undefined ? {} : { authorization: `Bearer ${bearer}` };
  const transport = new StreamableHTTPClientTransport(url, { requestInit: { headers } });
  const client = new Client({ name: 'countersign', version: '1' }, { versionNegotiation: { mode: 'auto' } });
  await client.connect(transport, { timeout });
  try {
    const listed: Record<string, unknown>[] = [];
    const read: Listener | undefined = transport.onmessage;
    transport.onmessage = (message: JSONRPCMessage, extra?: unknown) => {
      const { tools } = ('result' in message ? message.result : {}) as { tools?: unknown };
      if (Array.isArray(tools)) listed.push(...(tools as Record<string, unknown>[]));
      read?.(message, extra);
    };
    await client.listTools(undefined, { timeout, cacheMode: 'bypass' });
    return listed;
  } finally {
    await client.close();
  }
}
