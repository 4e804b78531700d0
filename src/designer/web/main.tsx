import { createRoot } from 'react-dom/client'
import './ui/tokens.css'
import { App } from './app/App.js'

const root = document.getElementById('root')
if (root) createRoot(root).render(<App />)
