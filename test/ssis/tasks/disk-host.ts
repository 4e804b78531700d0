// An embedded host with a few disks whose numbers are written here, so that outputs can be compared byte for byte.
import { WmiHost } from '../../../src/host/index.js'
import type { ProviderRegistration } from '../../../src/host/provider.js'

/** Properties of every kind of value, declared in no particular order. */
const mof = String.raw`
class Test_Part { string Label; uint8 Number; };

class Test_Disk {
  [key] string DeviceID;
  uint64 Size;
  uint64 FreeSpace;
  string FileSystem;
  boolean Compressed;
  datetime Installed;
  string Tags[];
  uint16 Levels[];
  real32 Load;
  real64 Ratio;
  char16 Letter;
  sint8 Offset;
  Test_Part Part;
  Test_Disk ref Mirror;
};

class Test_RemoteDisk : Test_Disk { string Server; };

class Test_Nothing { [key] string Name; uint32 Size; };

class Test_Many { [key] uint32 Id; string Text; };

instance of Test_Disk {
  DeviceID = "C:"; Size = 510958497792; FreeSpace = 255694352384; FileSystem = "NTFS"; Compressed = false;
  Installed = "20250530084822.000000+120"; Tags = {"system", "fast"}; Levels = {1, 2, 3}; Load = 0.1; Ratio = 1.5;
  Letter = 'C'; Offset = -1; Part = instance of Test_Part { Label = "first"; Number = 1; }; Mirror = "Test_Disk.DeviceID=\"D:\"";
};
instance of Test_Disk { DeviceID = "D:"; Compressed = true; FileSystem = "a \"b\", c"; };
instance of Test_RemoteDisk { DeviceID = "Z:"; FileSystem = "NFS"; Server = "files"; };
`

export interface ManyOptions {
  /** Rows of Test_Many. */
  readonly count: number
  /** Called before each row is given. */
  readonly before?: (index: number) => void | Promise<void>
  /** Called when the reader is gone. */
  readonly done?: () => void
}

/** A host whose Test_Many has as many rows as a test wants. */
export function diskHost(many: ManyOptions = { count: 0 }): WmiHost {
  const registration: ProviderRegistration = {
    classes: ['Test_Many'],
    provider: {
      async *enumerate() {
        try {
          for (let index = 0; index < many.count; index += 1) {
            await many.before?.(index)
            yield { Id: index, Text: `row ${index} ${'x'.repeat(80)}` }
          }
        } finally {
          many.done?.()
        }
      },
    },
  }
  return new WmiHost({ mof: [{ text: mof, namespace: 'root\\cimv2' }], providers: [registration] })
}
