import type { CommandTable, SubcommandTable } from './command-table.js';
import { archiveCommands } from './tables/archives.js';
import { aws, terraform } from './tables/cloud.js';
import { inspectionCommands } from './tables/inspection.js';
import { openssl } from './tables/certificates.js';
import { crictl, docker } from './tables/containers.js';
import { databaseCommands } from './tables/databases.js';
import { git } from './tables/git.js';
import { gh } from './tables/github.js';
import { hostServiceCommands } from './tables/host-services.js';
import { httpCommands } from './tables/http-clients.js';
import { helm, kubectl } from './tables/kubernetes.js';
import { listingCommands } from './tables/listing.js';
import { networkStateCommands } from './tables/network-state.js';
import { otherCloudCommands } from './tables/other-clouds.js';
import { apt, npm, pip, systemctl } from './tables/packages.js';
import { packetRuleCommands } from './tables/packet-rules.js';
import { printingCommands } from './tables/printing.js';
import { searchCommands } from './tables/search.js';
import { systemCommands } from './tables/system.js';
import { textCommands } from './tables/text.js';

/** Every command with a table, by name. */
export const commandTables: ReadonlyMap<string, CommandTable> = new Map(
  [
    listingCommands,
    textCommands,
    searchCommands,
    printingCommands,
    systemCommands,
    archiveCommands,
    inspectionCommands,
    networkStateCommands,
    packetRuleCommands,
    hostServiceCommands,
    databaseCommands,
    httpCommands,
    otherCloudCommands,
  ].flatMap((tables) => Object.entries(tables)),
);

/** Every command with sub-commands, by name. */
export const subcommandTables: ReadonlyMap<string, SubcommandTable> = new Map([
  ['apt', apt],
  ['aws', aws],
  ['apt-cache', apt],
  ['apt-get', apt],
  ['crictl', crictl],
  ['docker', docker],
  ['gh', gh],
  ['git', git],
  ['helm', helm],
  ['kubectl', kubectl],
  ['npm', npm],
  ['openssl', openssl],
  ['pip', pip],
  ['pip3', pip],
  ['podman', docker],
  ['systemctl', systemctl],
  ['terraform', terraform],
]);
