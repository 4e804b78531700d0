// CIM-XML, the form in which WS-Management carries class declarations: DSP0201.
export { type InstanceXmlContext, readEmbeddedText, readInstanceXml, writeInstanceXml } from './instance.js'
export { readClassXml } from './read-class.js'
export { type ClassXmlOptions, writeClassXml } from './write-class.js'
