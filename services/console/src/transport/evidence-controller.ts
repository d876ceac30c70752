import { exportEvidence, identifierSchema, readEvidenceFile, type PersonActor } from '@countersign/contracts';
import type { RpcPort } from '@countersign/messaging';
import { Body, Controller, Get, Inject, Param, Post, Query, Res, UseGuards } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Readable } from 'node:stream';
import { z } from 'zod';
import { Actor, ActorGuard } from './actor-guard.js';
import { parse, valueOf } from './parse.js';
import { rpcToken } from './tokens.js';

const position = z.int().min(0);
const exportBody = z.strictObject({ fromIndex: position.optional(), toIndex: position.optional() });
const fileQuery = z.strictObject({ path: z.string().min(1).max(512) });
const exportTimeoutMs = 300_000;

/** Taking evidence out: make an export, then fetch its files. */
@Controller('api/v1/evidence')
@UseGuards(ActorGuard)
export class EvidenceController {
  constructor(@Inject(rpcToken) private readonly rpc: RpcPort) {}

  @Post('exports')
  make(@Actor() actor: PersonActor, @Body() body: unknown) {
    return valueOf(this.rpc.call(exportEvidence, { actor, ...parse(exportBody, body) }, exportTimeoutMs));
  }

  @Get('exports/:id/file')
  async file(
    @Actor() actor: PersonActor,
    @Param('id') id: string,
    @Query() query: unknown,
    @Res() reply: FastifyReply,
  ) {
    const request = { actor, exportId: parse(identifierSchema, id), path: parse(fileQuery, query).path };
    const first = await valueOf(this.rpc.call(readEvidenceFile, { ...request, offset: 0 }));
    void reply.type('application/octet-stream');
    await reply.send(Readable.from(this.chunks(request, first)));
  }

  private async *chunks(
    request: { actor: PersonActor; exportId: string; path: string },
    first: { chunk: string; next: number | null },
  ) {
    for (
      let part = first;
      ;
      part = await valueOf(this.rpc.call(readEvidenceFile, { ...request, offset: part.next as number }))
    ) {
      yield Buffer.from(part.chunk, 'base64');
      if (part.next === null) return;
    }
  }
}
