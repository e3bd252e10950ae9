// Start of the driver's page.
import '../styles/base.css';
import { mount } from 'svelte';
import App from './App.svelte';
import { setMillimetre } from './config';

setMillimetre();
const target = document.getElementById('app');
if (target) mount(App, { target });
