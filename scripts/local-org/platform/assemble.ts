/** Puts the rooms of the platform together into an engine. */
import { ApexCallouts } from './callouts/callouts';
import { ApexDatabase } from './database';
import { Engine, type EngineParts } from './engine';
import { ApexEventBus } from './events/event-bus';
import { ApexJobs } from './jobs/jobs';
import { seed, type SeedInput } from './seed';

/** An engine with its services, users and first rows. */
export function assemble(parts: EngineParts, code: SeedInput = { classes: [], triggers: [] }): Engine {
  const engine = new Engine(parts);
  engine.services = {
    database: (transaction) => new ApexDatabase(transaction),
    callouts: (transaction) => new ApexCallouts(transaction),
    jobs: (transaction) => new ApexJobs(transaction),
    events: (transaction) => new ApexEventBus(transaction),
  };
  seed(engine, code);
  return engine;
}
