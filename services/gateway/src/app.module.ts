import {
  busReadiness,
  databaseReadiness,
  HealthController,
  metricsToken,
  readinessToken,
  stopOnShutdown,
  type ReadinessCheck,
} from '@countersign/chassis';
import type { Refusal } from '@countersign/contracts';
import { Module, type DynamicModule, type Provider } from '@nestjs/common';
import type { assemble } from './assemble.js';
import type { ToolCall } from './domain/call/tool-call.js';
import type { JsonObject } from './domain/wire/seam/json-object.js';
import { awaitCall } from './handlers/calls/await-call.js';
import { proposeToolCall } from './handlers/calls/propose-tool-call.js';
import { toldRefusal } from './handlers/calls/told-refusal.js';
import { withdrawCall } from './handlers/calls/withdraw-call.js';
import { KeyCache } from './handlers/identity/key-cache.js';
import { RunCache } from './handlers/identity/run-cache.js';
import { RunTokens } from './handlers/identity/run-tokens.js';
import { answerMcp } from './handlers/mcp/answer-mcp.js';
import { ListingWatch } from './handlers/mcp/listing-watch.js';
import { ToolsInReach } from './handlers/mcp/tools-in-reach.js';
import { WaitPlaces } from './handlers/mcp/wait-places.js';
import { answerModelCall } from './handlers/models/answer-model-call.js';
import type { ModelParts } from './handlers/models/model-parts.js';
import { AllowedModels } from './handlers/registry/allowed-models.js';
import { RefusalRecorder } from './handlers/refusals/refusal-recorder.js';
import { RegistryCache } from './handlers/registry/registry-cache.js';
import { runHandlers } from './handlers/runs/run-handlers.js';
import { WaitingRoom } from './handlers/waits/waiting-room.js';
import { compareListed } from './handlers/upstream/compare-listed.js';
import { Authenticator } from './transport/http/authenticator.js';
import { callView } from './transport/http/call-view.js';
import { answerModelCallToken, ModelController } from './transport/http/model-controller.js';
import { McpController, mcpServerToken, type McpServer } from './transport/http/mcp-controller.js';
import { ModelsController } from './transport/http/models-controller.js';
import { RunController, runHandlersToken } from './transport/http/run-controller.js';
import {
  ToolCallController,
  toolCallHandlersToken,
  type ToolCallHandlers,
} from './transport/http/tool-call-controller.js';
import { usageMetrics } from './transport/http/usage-metrics.js';

/** What the module needs of the assembled service. */
export interface GatewayService {
  parts: ModelParts;
  keys: KeyCache;
  readiness: ReadinessCheck[];
  /** Web pages that may speak MCP. */
  mcpOrigins?: readonly string[];
  stop: () => Promise<void>;
}

export function serviceOf(assembled: Awaited<ReturnType<typeof assemble>>): GatewayService {
  const { parts, keys, bus, source, mcpOrigins, stop } = assembled;
  const readiness = [
    busReadiness(bus),
    { name: 'record', ready: () => parts.record.available() },
    databaseReadiness(source),
  ];
  return { parts, keys, readiness, mcpOrigins, stop };
}

function mcpServerOf({ parts, mcpOrigins }: GatewayService): McpServer {
  const inReach = new ToolsInReach(parts);
  const compare = compareListed(parts);
  const listings = new ListingWatch({ world: parts, inReach, compare });
  parts.registry.onChange((tenant) => void listings.look(tenant));
  const mcp = {
    world: parts,
    propose: proposeToolCall(parts),
    await: awaitCall(parts),
    withdraw: withdrawCall(parts),
    view: (call: ToolCall) => callView(call, parts.consoleUrl) as JsonObject,
    ...{ inReach, compare, listings, places: new WaitPlaces(), listeners: new WaitPlaces() },
    replies: new WaitingRoom<JsonObject>(parts.timer),
  };
  return { parts: mcp, answer: answerMcp(mcp), allowedOrigins: mcpOrigins ?? [] };
}

function providersOf(service: GatewayService): Provider[] {
  const { parts, keys, readiness } = service;
  const { consoleUrl } = parts;
  return [
    Authenticator,
    { provide: readinessToken, useValue: readiness },
    { provide: metricsToken, useFactory: () => usageMetrics(parts.usage) },
    { provide: KeyCache, useValue: keys },
    { provide: RunCache, useValue: parts.runs },
    { provide: RunTokens, useValue: parts.runTokens },
    { provide: RegistryCache, useValue: parts.registry },
    { provide: AllowedModels, useValue: new AllowedModels(parts.rpc) },
    { provide: answerModelCallToken, useValue: answerModelCall(parts) },
    {
      provide: toolCallHandlersToken,
      useValue: {
        ...{ propose: proposeToolCall(parts), await: awaitCall(parts), consoleUrl },
        toldRefusal: (tenant: string, refusal: Refusal) => toldRefusal(parts, tenant, refusal),
      } satisfies ToolCallHandlers,
    },
    { provide: runHandlersToken, useValue: runHandlers(parts) },
    { provide: RefusalRecorder, useValue: new RefusalRecorder(parts) },
    { provide: mcpServerToken, useValue: mcpServerOf(service) },
    stopOnShutdown(service),
  ];
}

/** The one module of this service. */
@Module({})
export class AppModule {
  static of(service: GatewayService): DynamicModule {
    return {
      module: AppModule,
      controllers: [
        ModelController,
        ToolCallController,
        McpController,
        ModelsController,
        RunController,
        HealthController,
      ],
      providers: providersOf(service),
    };
  }
}
