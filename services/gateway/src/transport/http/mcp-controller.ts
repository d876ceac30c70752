import type { Refusal } from '@countersign/contracts';
import { Controller, Delete, Get, Inject, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Caller } from '../../domain/identity/caller.js';
import { findKey } from '../../domain/identity/find-key.js';
import { sessionSignal } from '../../domain/identity/session-signal.js';
import { sessionPayload } from '../../domain/mcp/client-traits.js';
import { bindToKey } from '../../domain/mcp/key-bound-token.js';
import { readMessage, type RpcRequest } from '../../domain/mcp/message.js';
import { errorMessage, rpcCode, type RpcError, type RpcOutcome } from '../../domain/mcp/rpc-error.js';
import { refusalStatus } from '../../domain/refusal-status.js';
import type { answerMcp } from '../../handlers/mcp/answer-mcp.js';
import type { McpParts } from '../../handlers/mcp/mcp-parts.js';
import { listenForChanges } from '../../handlers/mcp/listen-for-changes.js';
import { replyKeyOf } from '../../handlers/mcp/show-held.js';
import { RefusalRecorder } from '../../handlers/refusals/refusal-recorder.js';
import { Authenticator } from './authenticator.js';
import { HttpRefusal } from './http-refusal.js';
import { clientOf, listenerSession } from './mcp-client.js';
import { McpReply } from './mcp-reply.js';
import { readJson } from './read-json.js';
import { contextOf, pathOf } from './request-context.js';

export interface McpServer {
  parts: McpParts;
  answer: ReturnType<typeof answerMcp>;
  /** Web pages that may ask; programs send no Origin. */
  allowedOrigins: readonly string[];
}
export const mcpServerToken = Symbol('mcp server');

/** The governed tools for clients that speak the Model Context Protocol (streamable HTTP). */
@Controller('mcp')
export class McpController {
  constructor(
    private readonly authenticator: Authenticator,
    private readonly refusals: RefusalRecorder,
    @Inject(mcpServerToken) private readonly server: McpServer,
  ) {}

  @Post()
  async post(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    this.checkOrigin(request);
    const caller = await this.authenticator.callerOf(request);
    const message = readMessage(readJson(request).json);
    if (!message) throw invalid('The body must be one JSON-RPC 2.0 message.');
    if (message.kind === 'response') {
      this.server.parts.replies.arrive(replyKeyOf({ caller }, String(message.id)), message.result);
    }
    if (message.kind !== 'request') return void reply.status(202).send();
    const talk = new McpReply(request, reply);
    const outcome = await this.answer(message, { request, reply, caller, talk });
    if ('result' in outcome) return talk.end({ jsonrpc: '2.0', id: message.id, result: outcome.result }, 200);
    talk.end(errorMessage(message.id, outcome.error), outcome.error.status);
  }

  /** Clients of older revisions hear of changes here; those of the current one ask with `subscriptions/listen`. */
  @Get()
  async listen(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    this.checkOrigin(request);
    const caller = await this.authenticator.callerOf(request);
    const key = findKey(request.headers);
    const session = key.ok ? listenerSession(request, key.value) : 'unknown';
    if (session === 'unknown') throw unknownSession();
    const talk = new McpReply(request, reply);
    if (session === null || !talk.streams) return this.notAllowed(reply);
    const listening = { caller, talk, mayStay: () => this.mayStay(request) };
    if (!(await listenForChanges(this.server.parts, listening))) return this.notAllowed(reply);
    talk.close();
  }

  /** No session is kept that could be ended. */
  @Delete()
  async end(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    this.checkOrigin(request);
    await this.authenticator.callerOf(request);
    this.notAllowed(reply);
  }

  private mayStay(request: FastifyRequest): Promise<boolean> {
    return this.authenticator.callerOf(request).then(
      () => true,
      () => false,
    );
  }

  private notAllowed(reply: FastifyReply): void {
    const error = { code: rpcCode.invalidRequest, message: 'Only POST is answered here.' };
    void reply.status(405).header('allow', 'POST').send(errorMessage(undefined, error));
  }

  private checkOrigin(request: FastifyRequest): void {
    const { origin } = request.headers;
    if (origin === undefined || this.server.allowedOrigins.includes(origin)) return;
    const message = 'Requests of this web page are not accepted.';
    throw new HttpRefusal({ status: 403, refusal: { reasonCode: 'origin_refused', message } });
  }

  private async answer(
    rpc: RpcRequest,
    { request, reply, caller, talk }: { request: FastifyRequest; reply: FastifyReply; caller: Caller; talk: McpReply },
  ): Promise<RpcOutcome> {
    const key = findKey(request.headers);
    if (!key.ok) throw new HttpRefusal(key);
    const nonce = this.server.parts.world.ids.bytes(16).toString('base64url');
    const client = clientOf(request, rpc, { agentKey: key.value, nonce });
    if ('error' in client) return this.refusedClient(request, caller, client);
    const { traits } = client;
    const { traceparent } = contextOf(request);
    if (rpc.method === 'initialize') {
      void reply.header('mcp-session-id', bindToKey(key.value, 'session', sessionPayload(traits)));
    }
    void reply.header('traceparent', traceparent);
    const session = sessionSignal(request.headers) ?? traits.session;
    const refused = (refusal: Refusal) => this.record(request, caller, refusal);
    const mayStay = () => this.mayStay(request);
    const ask = { request: rpc, caller, agentKey: key.value, traits, session, traceparent, talk, mayStay, refused };
    return this.server.answer(ask).catch((error: unknown) => {
      this.server.parts.world.report(error, { part: 'answer an MCP request', method: rpc.method });
      return {
        error: { code: rpcCode.internalError, message: 'Something unexpected happened; it was logged.', status: 200 },
      };
    });
  }

  private refusedClient(request: FastifyRequest, caller: Caller, client: { error: RpcError }): RpcOutcome {
    this.record(request, caller, { reasonCode: 'invalid_request', message: client.error.message });
    return client;
  }

  private record(request: FastifyRequest, { tenant, agent, keyId, run }: Caller, { reasonCode }: Refusal): void {
    const status = refusalStatus(reasonCode);
    const { traceparent } = contextOf(request);
    const who = { tenant, agent, keyId, run: run?.runId, traceparent };
    this.refusals.record({ ...who, reasonCode, status, route: pathOf(request), method: request.method });
  }
}

function unknownSession(): HttpRefusal {
  const message = 'The session is unknown: begin a new one with initialize.';
  return new HttpRefusal({ status: 404, refusal: { reasonCode: 'not_found', message } });
}

function invalid(message: string): HttpRefusal {
  return new HttpRefusal({ refusal: { reasonCode: 'invalid_request', message } });
}
