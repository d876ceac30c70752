import { Controller, Get, Param, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { isInScope } from '../../domain/identity/run-scope.js';
import { modelList, modelOf, type ListedModel } from '../../domain/wire/request-only/model-list.js';
import { AllowedModels } from '../../handlers/registry/allowed-models.js';
import { RegistryCache } from '../../handlers/registry/registry-cache.js';
import { Authenticator } from './authenticator.js';
import { HttpRefusal } from './http-refusal.js';
import { pathOf } from './request-context.js';

/** The models that an agent may use: those that policy could let it call, at providers of the family it speaks. */
@Controller()
export class ModelsController {
  constructor(
    private readonly authenticator: Authenticator,
    private readonly registry: RegistryCache,
    private readonly allowed: AllowedModels,
  ) {}

  @Get(['v1/models', 'openai/v1/models', 'anthropic/v1/models'])
  async list(@Req() request: FastifyRequest) {
    return modelList(familyOf(request), await this.modelsFor(request));
  }

  /** A model that the caller may not use is told like one that does not exist. */
  @Get(['v1/models/:id', 'openai/v1/models/:id', 'anthropic/v1/models/:id'])
  async one(@Req() request: FastifyRequest, @Param('id') id: string) {
    const model = (await this.modelsFor(request)).find((one) => one.id === id);
    if (model) return modelOf(familyOf(request), model);
    const message = 'There is no model of this name that you may use. GET /v1/models lists those.';
    throw new HttpRefusal({ refusal: { reasonCode: 'model_unknown', message }, status: 404 });
  }

  private async modelsFor(request: FastifyRequest): Promise<ListedModel[]> {
    const caller = await this.authenticator.callerOf(request);
    const registry = await this.registry.of(caller.tenant);
    if (!registry.ok) throw new HttpRefusal(registry);
    const family = familyOf(request);
    const allowed = await this.allowed.of(caller, registry.value.revision);
    if (!allowed.ok) throw new HttpRefusal(allowed);
    const mine = allowed.value.filter(({ name }) => !caller.run || isInScope(caller.run, 'models', name));
    return mine.flatMap(({ name, providers }) => {
      const offering = providers.flatMap((one) => registry.value.providers.get(one) ?? []);
      const provider = offering.find(({ api }) => api === family);
      if (!provider) return [];
      const { maxInputTokens, maxOutputTokens } = provider.models.find((model) => model.name === name) ?? {};
      return [{ id: name, provider: provider.name, maxInputTokens, maxOutputTokens }];
    });
  }
}

/** Anthropic's clients say so on the path that both families share. */
function familyOf(request: FastifyRequest): 'openai' | 'anthropic' {
  const path = pathOf(request);
  if (path.startsWith('/anthropic/')) return 'anthropic';
  return path.startsWith('/v1/') && request.headers['anthropic-version'] !== undefined ? 'anthropic' : 'openai';
}
