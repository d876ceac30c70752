import {
  getCheckpoint,
  getInclusionProof,
  getTrust,
  identifierSchema,
  listCheckpoints,
  listEvents,
  type PersonActor,
} from '@countersign/contracts';
import type { RpcPort } from '@countersign/messaging';
import { Controller, Get, Inject, Param, Query, UseGuards } from '@nestjs/common';
import { z } from 'zod';
import { Actor, ActorGuard } from './actor-guard.js';
import { parse, valueOf } from './parse.js';
import { rpcToken } from './tokens.js';

const position = z.coerce.number().int().min(0);
const eventsQuery = z.strictObject({
  fromIndex: position.optional(),
  descending: z.stringbool().optional(),
  /** Event types, separated by commas. */
  types: z
    .string()
    .max(2000)
    .transform((value) => value.split(','))
    .optional(),
  subject: identifierSchema.optional(),
  run: identifierSchema.optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
});
const checkpointsQuery = z.strictObject({
  limit: z.coerce.number().int().min(1).max(100).default(20),
  beforeSize: position.optional(),
});

/** Reading the record: events with their exact bytes, checkpoints, proofs, keys. */
@Controller('api/v1')
@UseGuards(ActorGuard)
export class RecordController {
  constructor(@Inject(rpcToken) private readonly rpc: RpcPort) {}

  @Get('events')
  events(@Actor() actor: PersonActor, @Query() query: unknown) {
    return valueOf(this.rpc.call(listEvents, { actor, ...parse(eventsQuery, query) }));
  }

  @Get('events/:index/proof')
  proof(@Actor() actor: PersonActor, @Param('index') index: string) {
    return valueOf(this.rpc.call(getInclusionProof, { actor, index: parse(position, index) }));
  }

  @Get('checkpoints')
  checkpoints(@Actor() actor: PersonActor, @Query() query: unknown) {
    return valueOf(this.rpc.call(listCheckpoints, { actor, ...parse(checkpointsQuery, query) }));
  }

  @Get('checkpoints/latest')
  latest(@Actor() actor: PersonActor) {
    return valueOf(this.rpc.call(getCheckpoint, { actor }));
  }

  @Get('trust')
  trust(@Actor() actor: PersonActor) {
    return valueOf(this.rpc.call(getTrust, { actor }));
  }
}
