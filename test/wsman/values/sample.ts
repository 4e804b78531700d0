import { classesOf } from '../../cim/classes.js'

/** Classes with a property of every type. */
export const classes = classesOf(`
  class Inner { string Text; uint64 Number; datetime When; Inner Deeper; };
  class Other : Inner { boolean More; };
  [singleton] class Only { string S; };
  class Target { [key] string Name; [key] uint32 Id; };
  class Sample {
    [key] string Name; uint8 U8; uint16 U16; uint32 U32; uint64 U64; sint8 S8; sint16 S16; sint32 S32; sint64 S64;
    real32 R32; real64 R64; boolean Flag; char16 Letter; datetime When; Target ref Link; object Thing; Inner Typed;
    string Texts[]; uint8 Bytes[]; uint64 Wide[]; boolean Flags[]; datetime Times[]; Target ref Links[]; Inner Things[];
    [EmbeddedInstance("Inner")] string AsText;
  };`)
